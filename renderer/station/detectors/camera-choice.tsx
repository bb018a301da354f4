import { Button, Checkbox } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detector } from '../../../electron/contract/detector.ts';
import { useChannel } from '../../channel/use-channel.ts';
import { useCameras } from '../../stores/cameras.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell, untell } from '../../ui/notices.ts';

const undoMs = 15_000;

/** Chooses the cameras that look with a detector. */
export function CameraChoice({ detector, onDone }: { detector: Detector; onDone: () => void }): JSX.Element {
  const { t } = useTranslation(['station', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  const entries = useCameras((state) => state.entries) ?? [];
  const [before] = useState(() => entries.filter(({ camera }) => camera.detector === detector.id).map(({ camera }) => camera.id));
  const [chosen, setChosen] = useState<readonly string[]>(before);
  const noticeId = `detector-use ${detector.id}`;
  const put = (cameraIds: readonly string[], then: () => void): void => {
    channel.call('detectors.use', { detectorId: detector.id, cameraIds: [...cameraIds] }).then(then, (error: unknown) => tell(text(error), { stayMs: 8000 }));
  };
  const undo = (): void => {
    untell(noticeId);
    put(before, () => tell(t('detectors.undone')));
  };
  const save = (): void =>
    put(chosen, () => {
      tell(
        <span className="notice-line">
          <span>{t('detectors.used', { name: detector.name, count: chosen.length })}</span>
          <Button variant="subtle" size="compact-sm" onClick={undo} data-testid="undo-detector-use">{t('common:action.undo')}</Button>
        </span>,
        { id: noticeId, stayMs: undoMs },
      );
      onDone();
    });
  const isUnchanged = chosen.length === before.length && before.every((id) => chosen.includes(id));
  if (entries.length === 0) return <p className="dim part-empty">{t('detectors.noCameras')}</p>;
  return (
    <form
      className="detector-cameras" data-testid="detector-cameras"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p className="dim">{t('detectors.useHelp')}</p>
      <Checkbox.Group value={[...chosen]} onChange={setChosen} aria-label={t('detectors.use')}>
        <div className="detector-camera-list">
          {entries.map(({ camera: { id, name } }) => <Checkbox key={id} value={id} label={<span className="cut" title={name}>{name}</span>} />)}
        </div>
      </Checkbox.Group>
      <Button type="submit" disabled={isUnchanged} data-testid="detector-use-save">{t('common:action.save')}</Button>
    </form>
  );
}
