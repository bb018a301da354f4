import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../desktop/bridge.ts';
import { navigate } from '../routing.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { tell } from '../ui/notices.ts';
import { chooseVideo, useDroppedVideo } from './dropped-video.ts';

/** Takes video files that are dropped: the form for a new camera opens with the file as its address. */
export function DropPlace({ children }: { children: ReactNode }): JSX.Element {
  const { t } = useTranslation('cameras');
  const take = (files: readonly File[]): void => {
    const choice = chooseVideo(files);
    if (choice === null) {
      tell(t('drop.noVideo'), { stayMs: 8000 });
      return;
    }
    const address = desktopBridge()?.pathOf(choice.file) ?? '';
    navigate('cameras', 'new');
    if (address === '') {
      tell(t('drop.noPath', { name: choice.file.name }), { stayMs: 12_000 });
      return;
    }
    useDroppedVideo.setState({ dropped: { address, name: choice.file.name } });
    if (choice.others > 0) tell(t('drop.onlyFirst', { name: choice.file.name }));
  };
  return <FileDrop title={t('drop.here')} help={t('drop.hereHelp')} onFiles={take}>{children}</FileDrop>;
}
