import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconReplace, IconSearch, IconSquareOff } from '@tabler/icons-react';
import { memo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCameras } from '../stores/cameras.ts';

type ChoicesProps = { place: number; current: string | null; onPut: (place: number, cameraId: string | null) => void };
type CameraPickerProps = ChoicesProps & { wide?: boolean; tabIndex: 0 | -1 };

/** The cameras to choose from; there only while the menu is open, so that a wall of closed ones follows no camera's state. */
function Choices({ place, current, onPut }: ChoicesProps): JSX.Element {
  const { t } = useTranslation('wall');
  const entries = useCameras((state) => state.entries) ?? [];
  const [wanted, setWanted] = useState('');
  const found = entries.filter(({ camera }) => camera.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <>
      <TextInput
        className="camera-picker-search" value={wanted} leftSection={<IconSearch size="1rem" />} placeholder={t('bar.search')} aria-label={t('bar.search')}
        data-autofocus onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div className="camera-picker-list">
        {found.map(({ camera }) => (
          <Menu.Item key={camera.id} disabled={camera.id === current} onClick={() => onPut(place, camera.id)}><span className="cut camera-picker-name">{camera.name}</span></Menu.Item>
        ))}
        {found.length === 0 && <p className="dim camera-picker-none">{t('tile.nothingFound')}</p>}
      </div>
      {current !== null && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconSquareOff size="1rem" />} onClick={() => onPut(place, null)}>{t('tile.leaveEmpty')}</Menu.Item>
        </>
      )}
      <p className="dim camera-picker-help">{t('tile.chooseHelp')}</p>
    </>
  );
}

/** Chooses which camera stands in a tile. */
export const CameraPicker = memo(function CameraPicker({ place, current, wide = false, tabIndex, onPut }: CameraPickerProps): JSX.Element {
  const { t } = useTranslation('wall');
  return (
    <Menu position="bottom-end" width="18rem" trapFocus>
      <Menu.Target>
        {wide ? (
          <Button variant="default" tabIndex={tabIndex} leftSection={<IconReplace size="1rem" />} data-testid="choose-camera">{t('tile.choose')}</Button>
        ) : (
          <Tooltip label={t('tile.choose')}>
            <ActionIcon variant="filled" className="tile-tool" tabIndex={tabIndex} aria-label={t('tile.choose')} data-testid="choose-camera"><IconReplace /></ActionIcon>
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown onDoubleClick={(event) => event.stopPropagation()}><Choices place={place} current={current} onPut={onPut} /></Menu.Dropdown>
    </Menu>
  );
});
