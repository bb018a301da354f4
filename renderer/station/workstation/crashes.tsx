import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFolderOpen, IconTrash } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { callShell } from '../../desktop/bridge.ts';
import { useShellAnswer } from '../../desktop/use-shell-answer.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { formatBytes, formatClock, formatDay } from '../../ui/format.ts';
import { tell } from '../../ui/notices.ts';
import { Failed, LoadingRows } from '../../ui/states.tsx';
import { useLanguage } from '../../words/language.ts';
import { Subject } from './subject.tsx';

/** Which part of the program it was; the report's name ends with it. */
function partOf(id: string): 'engine' | 'worker' | 'window' | 'other' {
  const [, part] = /-(engine|worker|window)\.json$/.exec(id) ?? [];
  return part === 'engine' || part === 'worker' || part === 'window' ? part : 'other';
}

/** Reports of processes that have crashed here; it stays on this computer until somebody takes it along or removes it. */
export function Crashes(): JSX.Element {
  const { t } = useTranslation('desktop');
  const language = useLanguage();
  const text = useCallErrorText();
  const { value: dumps, error, reload, set } = useShellAnswer('crashes.list');
  const failed = (reason: unknown): void => tell(text(reason), { stayMs: 8000 });
  return (
    <Subject title={t('crash.title')}>
      <p className="dim">{t('crash.help')}</p>
      {dumps === undefined ? (error === undefined ? <LoadingRows rows={1} /> : <Failed error={error} onRetry={reload} />) : dumps.length === 0 ? <p>{t('crash.none')}</p> : (
        <ul className="crashes" data-testid="crashes">
          {dumps.toSorted((a, b) => b.at - a.at).map(({ id, at, bytes }) => (
            <li key={id}>
              <span className="figures">{formatDay(at, language)} {formatClock(at, language)}</span>
              <span>{t(`crash.part.${partOf(id)}`)}</span>
              <span className="dim figures">{formatBytes(bytes)}</span>
              <Tooltip label={t('crash.show')}><ActionIcon variant="subtle" color="gray" aria-label={`${t('crash.show')}: ${formatClock(at, language)}`} onClick={() => void callShell('crashes.show', { id }).catch(failed)}><IconFolderOpen size="1.125rem" /></ActionIcon></Tooltip>
              <Tooltip label={t('crash.remove')}><ActionIcon variant="subtle" color="gray" aria-label={`${t('crash.remove')}: ${formatClock(at, language)}`} onClick={() => void callShell('crashes.remove', { id }).then(set, failed)}><IconTrash size="1.125rem" /></ActionIcon></Tooltip>
            </li>
          ))}
        </ul>
      )}
    </Subject>
  );
}
