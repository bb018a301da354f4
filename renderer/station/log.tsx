import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../electron/contract/station.ts';
import { useAnswer, usePush } from '../channel/use-channel.ts';
import { Failed, LoadingRows, Notice } from '../ui/states.tsx';
import { Moment } from '../ui/time.tsx';
import { chosenLines, levels } from './log-lines.ts';

const kept = 1000;
/** The engine's log as it is written. */
export function Log(): JSX.Element {
  const { t } = useTranslation('station');
  const log = useAnswer('station.log', { limit: kept });
  const [least, setLeast] = useState<LogLine['level']>('info');
  const [text, setText] = useState('');
  usePush('log', (line) => log.set([...(log.value ?? []), line].slice(-kept)));
  if (log.value === undefined) return log.error === undefined ? <LoadingRows rows={12} height="1.5rem" /> : <Failed error={log.error} onRetry={log.reload} />;
  const shown = chosenLines(log.value, least, text);
  return (
    <div className="log" data-testid="log">
      <div className="log-bar">
        <SegmentedControl aria-label={t('log.level')} value={least} data={levels.map((value) => ({ value, label: t(`log.${value}`) }))} onChange={setLeast} />
        <TextInput className="log-search" aria-label={t('log.search')} placeholder={t('log.search')} leftSection={<IconSearch size="1rem" />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </div>
      {shown.length === 0 ? <Notice title={t('log.none')}>{t('log.noneHelp')}</Notice> : (
        <ol className="log-lines">
          {shown.map((line, index) => (
            <li key={`${line.at} ${shown.length - index}`} data-level={line.level}>
              <Moment at={line.at} className="dim" />
              <span className="log-level">{t(`log.${line.level}`)}</span>
              <span className="log-part">{line.part}</span>
              <span className="log-message">{line.message}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
