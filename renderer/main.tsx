import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './ui/palette.css';
import './ui/base.css';
import './ui/mantine.css';
import './ui/print.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app.tsx';
import { followShell } from './desktop/follow-shell.ts';
import { keepDropsOut } from './ui/drops.ts';
import { followSession } from './stores/engine.ts';
import { cssVariables, styleNonce, theme } from './ui/theme.ts';
import { startWords } from './words/language.ts';

// The page's policy allows no code made from text, which the schema library would make for speed.
z.config({ jitless: true });
await startWords();
followSession();
followShell();
keepDropsOut();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="dark" getStyleNonce={styleNonce}>
      <Notifications position="bottom-right" limit={3} transitionDuration={120} />
      <App />
    </MantineProvider>
  </StrictMode>,
);
