import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../desktop/bridge.ts';
import { navigate } from '../routing.ts';
import { tell } from '../ui/notices.ts';
import { chooseVideo, useDroppedVideo } from './dropped-video.ts';
import './drop-place.css';

const bringsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Takes video files that are dropped: the form for a new camera opens with the file as its address. */
export function DropPlace({ children }: { children: ReactNode }): JSX.Element {
  const { t } = useTranslation('cameras');
  const [over, setOver] = useState(false);
  const depth = useRef(0); // enter and leave come for every element on the way
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const choice = chooseVideo([...event.dataTransfer.files]);
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
  const handlers = {
    onDragEnter: (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      depth.current++;
      setOver(true);
    },
    onDragLeave: (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    },
    onDragOver: (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event: DragEvent): void => {
      if (bringsFiles(event)) drop(event);
    },
  };
  return (
    <div className="drop-place" {...handlers} data-testid="drop-place">
      {children}
      {over && (
        <div className="drop-word">
          <IconFileImport />
          <strong>{t('drop.here')}</strong>
          <span>{t('drop.hereHelp')}</span>
        </div>
      )}
    </div>
  );
}
