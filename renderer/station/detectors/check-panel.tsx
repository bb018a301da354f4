import { Button, FileButton, Select } from '@mantine/core';
import { IconPhotoScan, IconPhotoUp } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { longestPictureBytes, type CheckPicture, type Detector, type DetectorCheck } from '../../../electron/contract/detector.ts';
import { addresses } from '../../channel/addresses.ts';
import { upload } from '../../channel/upload.ts';
import { useChannel } from '../../channel/use-channel.ts';
import { useCameras } from '../../stores/cameras.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell } from '../../ui/notices.ts';
import { BoxedPicture } from './boxed-picture.tsx';
import { ClassPanel } from './class-panel.tsx';
import { modelClassText } from './class-words.ts';
import { ProblemLine } from './import-line.tsx';

const Uploaded = z.object({ pictureId: z.uuid() });

/** Looks at one picture with the built-in detector and an imported one, side by side. */
export function CheckPanel({ detector, onChanged }: { detector: Detector; onChanged: () => void }): JSX.Element {
  const { t } = useTranslation('station');
  const channel = useChannel();
  const text = useCallErrorText();
  const cameras = useCameras(({ entries }) => entries) ?? [];
  const live = cameras.filter(({ status }) => status.phase === 'live');
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [check, setCheck] = useState<DetectorCheck | null>(null);
  const cameraId = chosen ?? live[0]?.camera.id ?? null;

  const look = (picture: () => Promise<CheckPicture>): void => {
    setBusy(true);
    picture()
      .then((found) => channel.call('detectors.check', { detectorId: detector.id, picture: found }))
      .then(setCheck, (error: unknown) => tell(text(error), { stayMs: 8000 }))
      .finally(() => setBusy(false));
  };
  const own = (file: File | null): void => {
    if (file === null) return;
    if (file.size > longestPictureBytes) setCheck({ problem: 'bad-picture', detail: null, result: null });
    else look(async () => ({ from: 'upload', pictureId: (await upload(addresses.detectorPicture, file, Uploaded)).pictureId }));
  };
  const { result = null, problem = null, detail = null } = check ?? {};
  return (
    <div className="detector-check" data-testid="detector-check">
      <div className="detector-check-bar">
        <Select
          className="detector-check-camera" aria-label={t('detectors.camera')} placeholder={t('detectors.noLive')} disabled={live.length === 0} allowDeselect={false}
          value={cameraId} onChange={setChosen} data={live.map(({ camera: { id, name } }) => ({ value: id, label: name }))}
        />
        <Button leftSection={<IconPhotoScan size="1.125rem" />} disabled={cameraId === null} loading={busy} onClick={() => look(() => Promise.resolve({ from: 'camera', cameraId: cameraId ?? '' }))} data-testid="check-camera">{t('detectors.checkCamera')}</Button>
        <FileButton onChange={own} accept="image/jpeg,image/png">
          {(props) => <Button {...props} variant="default" disabled={busy} leftSection={<IconPhotoUp size="1.125rem" />} data-testid="check-upload">{t('detectors.checkUpload')}</Button>}
        </FileButton>
        {result === null && <span className="dim">{t('detectors.checkHelp')}</span>}
        {result !== null && <span className="detector-verdict">{t('detectors.speed', { times: (result.imported.msPerRun / Math.max(0.1, result.builtIn.msPerRun)).toFixed(1) })}</span>}
      </div>
      {problem !== null && <ProblemLine file={detector.name} problem={problem} detail={detail} onClose={() => setCheck(null)} />}
      {result !== null && (
        <>
          <div className="detector-pictures">
            <BoxedPicture title={t('detectors.builtIn')} picture={result.picture} ratio={result.width / result.height} looked={result.builtIn} />
            <BoxedPicture title={detector.name} picture={result.picture} ratio={result.width / result.height} looked={result.imported} unused={result.unused.map(({ index, ...rest }) => ({ ...rest, name: modelClassText(detector, index) }))} />
          </div>
          <ClassPanel key={JSON.stringify(detector.classes)} detector={detector} unused={result.unused} onChanged={onChanged} />
        </>
      )}
    </div>
  );
}
