import { expect, test } from 'vitest';
import { unpackedPath } from '../../../electron/engine/program-root.ts';

test('a file in the archive is opened beside it', () => {
  expect(unpackedPath('/opt/Watchhouse/resources/app.asar/models/built/nanodet.onnx')).toBe('/opt/Watchhouse/resources/app.asar.unpacked/models/built/nanodet.onnx');
  expect(unpackedPath('C:\\Watchhouse\\resources\\app.asar\\models\\a.onnx')).toBe('C:\\Watchhouse\\resources\\app.asar.unpacked\\models\\a.onnx');
});

test('other paths stay as they are', () => {
  for (const path of ['/home/me/watchhouse/models/a.onnx', '/opt/resources/app.asar.unpacked/models/a.onnx', '/srv/my-app.asar/models/a.onnx', '/srv/app.asarium/a']) expect(unpackedPath(path)).toBe(path);
});
