import { Button, FileButton } from '@mantine/core';
import { IconFileImport, IconScan } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { classWords } from '../../../electron/contract/class-words.ts';
import type { Detectors as AllDetectors } from '../../../electron/contract/detector.ts';
import { useAnswer } from '../../channel/use-channel.ts';
import { useCameras } from '../../stores/cameras.ts';
import { useIsAdministrator } from '../../stores/session.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format.ts';
import { tell } from '../../ui/notices.ts';
import { Failed, LoadingRows, Notice } from '../../ui/states.tsx';
import { useLanguage } from '../../words/language.ts';
import { Part } from '../part.tsx';
import { DetectorRow } from './detector-row.tsx';
import './detectors.css';
import { ImportLine } from './import-line.tsx';
import { useImport } from './use-import.ts';

/** The built-in detector and those that were imported; files come by the button or are dropped. */
export function Detectors(): JSX.Element {
  const { t } = useTranslation('station');
  const administrator = useIsAdministrator();
  const { value, error, reload } = useAnswer('detectors.list', {});
  const { state, start, forget } = useImport(reload);
  const isBusy = state.phase === 'sending' || state.phase === 'trying';
  if (value === undefined) return error === undefined ? <LoadingRows rows={4} /> : <Failed error={error} onRetry={reload} />;
  const take = (files: readonly File[]): void => {
    const model = files.find(({ name }) => name.toLowerCase().endsWith('.onnx'));
    if (model === undefined) tell(t('detectors.noModel'), { stayMs: 8000 });
    else if (!isBusy) start(model);
  };
  const { builtIn, imported } = value;
  const content = (
    <div className="overview">
      <Part title={t('detectors.builtIn')}><BuiltIn {...builtIn} /></Part>
      <Part
        title={t('detectors.importedOnes')}
        aside={administrator && (
          <FileButton onChange={(file) => file !== null && start(file)} accept=".onnx">
            {(props) => <Button {...props} loading={isBusy} leftSection={<IconFileImport size="1.125rem" />} data-testid="detector-import">{t('detectors.import')}</Button>}
          </FileButton>
        )}
      >
        <p className="dim quality-help">{t('detectors.help')}</p>
        <ImportLine state={state} onClose={forget} />
        {imported.length === 0
          ? !isBusy && <Notice icon={<IconScan />} title={t('detectors.none')}>{t(administrator ? 'detectors.noneHelp' : 'detectors.noneReviewer')}</Notice>
          : <ul className="detectors">{imported.map((detector) => <DetectorRow key={detector.id} detector={detector} onChanged={reload} />)}</ul>}
      </Part>
    </div>
  );
  return administrator ? <FileDrop title={t('detectors.drop')} help={t('detectors.dropHelp')} onFiles={take}>{content}</FileDrop> : content;
}

function BuiltIn({ title, bytes, longest, classes }: AllDetectors['builtIn']): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const entries = useCameras((state) => state.entries) ?? [];
  const users = entries.filter(({ camera }) => camera.detector === undefined).length;
  return (
    <div className="detector" data-testid="detector-built-in">
      <div className="detector-facts">
        <div className="detector-words">
          <strong>{title[language]}</strong>
          <span className="dim figures">{t('detectors.family.nanodet')} · {t('detectors.follows', { longest })} · {formatBytes(bytes)}</span>
        </div>
        <div className="detector-words"><span>{classes.map((each) => classWords[each][language]).join(t('detectors.and'))}</span></div>
        <div className="detector-words detector-rest"><span>{t('detectors.usedBy', { count: users })}</span><span className="dim">{t('detectors.builtInHelp')}</span></div>
      </div>
    </div>
  );
}
