import { useEffect, useState, type JSX } from 'react';
import { http } from '../../electron/contract/http.ts';

const everyMs = 1_000;
const afterFailureMs = 3_000;

/**
 * What a camera sees, a picture a second, where its stream cannot be played here; fills the positioned element around it.
 * The pictures are those of the analysis, so nothing is decoded for it. The last one stays until the next is there.
 */
export function SnapshotView({ cameraId }: { cameraId: string }): JSX.Element {
  const [count, setCount] = useState(0);
  const [waitMs, setWaitMs] = useState<number | null>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (waitMs === null) return;
    const timer = setTimeout(() => {
      setWaitMs(document.hidden ? waitMs : null);
      if (!document.hidden) setCount((before) => before + 1);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, count]);
  return (
    <div className="live-view" data-shown={seen || undefined} data-testid="snapshot-view" data-count={count}>
      <img
        className="live-picture snapshot-picture" alt="" src={`${http.cameraSnapshot(cameraId)}?number=${count}`}
        onLoad={() => {
          setSeen(true);
          setWaitMs(everyMs);
        }}
        onError={() => setWaitMs(afterFailureMs)}
      />
    </div>
  );
}
