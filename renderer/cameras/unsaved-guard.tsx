import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { keepHere } from '../routing.ts';

/**
 * Asks before a page with unsaved changes is left: by a link or the back button (a question of ours), or by closing
 * the window (the browser's question).
 */
export function UnsavedGuard({ active }: { active: boolean }): JSX.Element {
  const { t } = useTranslation('cameras');
  const [wanted, setWanted] = useState<string | null>(null);
  const release = useRef<() => void>(null);
  useEffect(() => {
    if (!active) return;
    const stopKeeping = keepHere(setWanted);
    const onClose = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', onClose);
    release.current = () => {
      stopKeeping();
      window.removeEventListener('beforeunload', onClose);
    };
    return release.current;
  }, [active]);
  const leave = (): void => {
    if (wanted === null) return;
    release.current?.();
    location.hash = wanted;
  };
  return (
    <Modal opened={wanted !== null} onClose={() => setWanted(null)} title={t('guard.title')} size="26rem" data-testid="unsaved-guard">
      <p>{t('guard.text')}</p>
      <div className="guard-actions">
        <Button variant="default" onClick={leave} data-testid="guard-leave">{t('guard.leave')}</Button>
        <Button onClick={() => setWanted(null)} data-autofocus data-testid="guard-stay">{t('guard.stay')}</Button>
      </div>
    </Modal>
  );
}
