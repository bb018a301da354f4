/** What `require('electron')` is inside a utility process. */
import { net } from '../desktop/net.ts';
import { systemPreferences } from '../desktop/system-preferences.ts';
import { strict } from '../strict.ts';

const electron = strict('electron (utility)', { net, systemPreferences });

export { net, systemPreferences, electron as default, electron as 'module.exports' };
