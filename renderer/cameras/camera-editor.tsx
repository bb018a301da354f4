import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useEffect, useRef, useState, type JSX, type SubmitEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../electron/contract/camera.ts';
import { useChannel } from '../channel/use-channel.ts';
import { navigate } from '../routing.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell } from '../ui/notices.ts';
import { ConnectionFields, isFile, MoreFields, NameField } from './camera-fields.tsx';
import { type CameraForm, emptyForm, formOfCamera, formProblems, toDraft } from './camera-form.ts';
import { ConnectionTest } from './connection-test.tsx';
import { useDroppedVideo, withDropped } from './dropped-video.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import './camera-editor.css';

const connectionFields: readonly (keyof CameraForm)[] = ['address', 'username', 'password', 'transport'];

/** Adds a camera (`camera` null) or edits one: fields on the left, the live connection test on the right. */
export function CameraEditor({ camera }: { camera: Camera | null }): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  const channel = useChannel();
  const errorText = useCallErrorText();
  const [first] = useState(() => (camera === null ? withDropped(emptyForm, useDroppedVideo.getState().dropped) : formOfCamera(camera)));
  const [form, setForm] = useState(first);
  const [strict, setStrict] = useState(false);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const test = useConnectionTest(camera?.id ?? null);
  const forget = useRef(test.forget);
  useEffect(() => {
    forget.current = test.forget;
  });
  useEffect(() => {
    if (camera !== null) return;
    const stop = useDroppedVideo.subscribe(({ dropped }) => {
      if (dropped === null) return;
      setForm((before) => withDropped(before, dropped));
      forget.current();
    });
    return () => {
      stop();
      useDroppedVideo.setState({ dropped: null });
    };
  }, [camera]);
  const problems = formProblems(form, strict);
  const file = isFile(form);
  const passed = test.progress?.done === true && test.progress.problem === null;
  const change = (patch: Partial<CameraForm>): void => {
    const next = { ...form, ...patch };
    if (connectionFields.some((field) => next[field] !== form[field]) && test.progress !== null) test.forget();
    setForm(next);
  };

  const startTest = (): void => {
    if (Object.keys(formProblems(form, false)).length > 0) setStrict(true);
    else test.start(toDraft(form, camera));
  };
  const save = (): void => {
    setStrict(true);
    if (saving || Object.keys(formProblems(form, true)).length > 0) return;
    const draft = toDraft(form, camera);
    setSaving(true);
    const call = camera === null ? channel.call('cameras.add', { draft }) : channel.call('cameras.edit', { cameraId: camera.id, draft });
    call.then(
      ({ id, name }) => {
        flushSync(() => setSaved(true));
        tell(t('form.saved', { name }));
        navigate('cameras', id, { replace: true });
      },
      (error: unknown) => {
        setSaving(false);
        tell(errorText(error));
      },
    );
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (camera === null && !passed && !test.running) startTest();
    else save();
  };
  const fields = { form, problems, strict, hasPassword: camera?.hasPassword ?? false, onChange: change };
  const testLabel = test.progress === null ? t('form.test') : t('form.testAgain');

  return (
    <form className="camera-editor" onSubmit={submit} noValidate data-testid="camera-editor">
      <header className="camera-editor-head"><h1>{t(camera === null ? 'form.addTitle' : 'form.editTitle')}</h1></header>
      <div className="camera-editor-body">
        <div className="camera-form-fields">
          <ConnectionFields {...fields} />
          <NameField {...fields} />
          <MoreFields {...fields} opened={camera !== null} />
        </div>
        <ConnectionTest test={test} file={file} />
      </div>
      <footer className="camera-editor-foot">
        <Button size="md" variant="default" onClick={() => navigate('cameras', camera?.id ?? null)}>{t('common:action.cancel')}</Button>
        <span className="camera-editor-gap" />
        {camera === null && !passed && <Button size="md" variant="subtle" loading={saving} onClick={save} data-testid="save-untested">{t('form.saveUntested')}</Button>}
        <Button
          size="md" variant={passed || camera !== null ? 'default' : 'filled'} type={passed || camera !== null ? 'button' : 'submit'} leftSection={<IconPlugConnected size="1.125rem" />}
          loading={test.running} onClick={passed || camera !== null ? startTest : undefined} data-testid="test-connection"
        >
          {testLabel}
        </Button>
        {(passed || camera !== null) && <Button size="md" type="submit" loading={saving} data-testid="save-camera">{t('form.save')}</Button>}
      </footer>
      <UnsavedGuard active={!saved && JSON.stringify(form) !== JSON.stringify(first)} />
    </form>
  );
}
