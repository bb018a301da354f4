import type { Protocol } from '../chromium/cdp.ts';

/** Inches, as both Electron and Chromium have them. */
const pageSizes: Readonly<Record<string, readonly [number, number]>> = {
  A0: [33.1, 46.8], A1: [23.4, 33.1], A2: [16.5, 23.4], A3: [11.7, 16.54], A4: [8.27, 11.7], A5: [5.83, 8.27], A6: [4.13, 5.83],
  Legal: [8.5, 14], Letter: [8.5, 11], Tabloid: [11, 17], Ledger: [17, 11],
};

export function pdfOptions(options: Electron.PrintToPDFOptions): Protocol.Page.printToPDFParameters {
  const { pageSize = 'Letter', margins = {}, landscape, displayHeaderFooter, printBackground, scale, pageRanges, headerTemplate, footerTemplate, preferCSSPageSize, generateTaggedPDF, generateDocumentOutline } = options;
  const [paperWidth, paperHeight] = typeof pageSize === 'string' ? (pageSizes[pageSize] ?? [8.5, 11]) : [pageSize.width, pageSize.height];
  const sides = { marginTop: margins.top, marginBottom: margins.bottom, marginLeft: margins.left, marginRight: margins.right };
  const all = { ...sides, landscape, displayHeaderFooter, printBackground, scale, pageRanges, headerTemplate, footerTemplate, preferCSSPageSize, generateTaggedPDF, generateDocumentOutline };
  return { paperWidth, paperHeight, ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) };
}
