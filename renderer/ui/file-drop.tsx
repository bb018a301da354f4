import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type JSX, type ReactNode } from 'react';
import './file-drop.css';

const bringsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** A place that takes dropped files, and says so while they are held over it. */
export function FileDrop({ title, help, onFiles, children, testId = 'drop-place' }: { title: string; help: string; onFiles: (files: readonly File[]) => void; children: ReactNode; testId?: string }): JSX.Element {
  const [over, setOver] = useState(false);
  const depth = useRef(0); // enter and leave come for every element on the way
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
      if (!bringsFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return (
    <div className="drop-place" {...handlers} data-testid={testId}>
      {children}
      {over && (
        <div className="drop-word">
          <IconFileImport />
          <strong>{title}</strong>
          <span>{help}</span>
        </div>
      )}
    </div>
  );
}
