import { takesText } from './key-name.ts';

/**
 * A file or link dropped on a window would be opened in it, in the program's place. Parts that want files take them before
 * this sees them; everywhere else nothing happens, but that text may be dragged into a field.
 */
export function keepDropsOut(page: Window = window): void {
  const refuse = (event: DragEvent): void => {
    const files = event.dataTransfer?.types.includes('Files') === true;
    if (event.defaultPrevented || (!files && takesText(event.target))) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  };
  page.addEventListener('dragover', refuse);
  page.addEventListener('drop', refuse);
}
