import enCameras from './en/cameras.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enDesktop from './en/desktop.json' with { type: 'json' };
import enReview from './en/review.json' with { type: 'json' };
import enStart from './en/start.json' with { type: 'json' };
import enStation from './en/station.json' with { type: 'json' };
import enWall from './en/wall.json' with { type: 'json' };
import zhCameras from './zh-CN/cameras.json' with { type: 'json' };
import zhCommon from './zh-CN/common.json' with { type: 'json' };
import zhDesktop from './zh-CN/desktop.json' with { type: 'json' };
import zhReview from './zh-CN/review.json' with { type: 'json' };
import zhStart from './zh-CN/start.json' with { type: 'json' };
import zhStation from './zh-CN/station.json' with { type: 'json' };
import zhWall from './zh-CN/wall.json' with { type: 'json' };

/** Texts by language and screen; keys are typed after the English files, a test keeps both languages equal. */
export const resources = {
  en: { common: enCommon, start: enStart, wall: enWall, review: enReview, cameras: enCameras, station: enStation, desktop: enDesktop },
  'zh-CN': { common: zhCommon, start: zhStart, wall: zhWall, review: zhReview, cameras: zhCameras, station: zhStation, desktop: zhDesktop },
};

declare module 'i18next' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- the library's types are extended by merging
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof resources)['en'];
    returnNull: false;
  }
}
