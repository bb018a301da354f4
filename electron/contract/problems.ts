import type { CameraProblem } from './camera.ts';
import type { Words } from './words.ts';

/** One sentence for each thing that can be wrong with a camera, an address or a file: what it is and what to check. */
export const cameraProblemWords: Readonly<Record<CameraProblem, Words>> = {
  'name-not-found': {
    'zh-CN': '找不到该主机名，请检查地址是否写错、域名解析是否正常。',
    en: 'No such host name: check the spelling of the address and the name server.',
  },
  unreachable: {
    'zh-CN': '连接不上，请检查 IP 地址、网线、供电以及防火墙设置。',
    en: 'Nothing answers: check the IP address, the cable, the power and the firewall.',
  },
  refused: {
    'zh-CN': '端口未开放，请检查端口号以及摄像机的 RTSP 服务是否启用。',
    en: 'The port is closed: check the port number and that RTSP is switched on in the camera.',
  },
  'not-rtsp': {
    'zh-CN': '对方不是 RTSP 服务，请检查端口号和地址开头的协议。',
    en: 'What answers does not speak RTSP: check the port number and the scheme of the address.',
  },
  'tls-failed': {
    'zh-CN': '加密连接失败，请检查摄像机是否支持 RTSPS 以及端口号。',
    en: 'The encrypted connection failed: check that the camera offers RTSPS on this port.',
  },
  'wrong-password': {
    'zh-CN': '用户名或密码错误，请检查后重新填写；连续输错可能会被摄像机锁定。',
    en: 'User name or password is wrong: check both, as the camera may lock after further tries.',
  },
  'unsupported-sign-in': {
    'zh-CN': '摄像机的登录认证方式不受支持，请在摄像机的 RTSP 设置中改为摘要认证（Digest）。',
    en: 'The camera asks for a way of signing in that is not supported: set its RTSP authentication to Digest.',
  },
  'wrong-path': {
    'zh-CN': '摄像机上没有这路码流，请检查地址中端口后面的路径。',
    en: 'The camera has no such stream: check the path after the port in the address.',
  },
  'server-full': {
    'zh-CN': '摄像机连接数已满，请关闭其他正在取流的客户端或改用子码流。',
    en: 'The camera serves no further viewer: close other clients or use the sub-stream.',
  },
  'no-video': {
    'zh-CN': '其中没有视频，请检查是否选错了码流或文件。',
    en: 'There is no video in it: check that it is the right stream or file.',
  },
  'unsupported-codec': {
    'zh-CN': '不支持该视频编码，请将摄像机改为 H.264 或 H.265，或转换文件格式。',
    en: 'The video codec is not supported: set the camera to H.264 or H.265, or convert the file.',
  },
  stalled: {
    'zh-CN': '已连接但收不到画面，请检查网络质量和摄像机负载。',
    en: 'Connected, but no pictures arrive: check the network and the load of the camera.',
  },
  disconnected: {
    'zh-CN': '摄像机断开了连接，请检查摄像机是否重启、网络是否稳定。',
    en: 'The camera ended the connection: check whether it restarted and whether the network is stable.',
  },
  'file-missing': {
    'zh-CN': '文件不存在或无法读取，请检查路径和权限。',
    en: 'The file is not there or cannot be read: check its path and permissions.',
  },
  'file-empty': {
    'zh-CN': '文件是空的，请检查拷贝是否完整。',
    en: 'The file is empty: check that it was copied completely.',
  },
  'not-a-video': {
    'zh-CN': '不是视频文件，请检查是否选错了文件。',
    en: 'This is not a video: check that it is the right file.',
  },
  'stream-broken': {
    'zh-CN': '数据损坏，解不出画面，请检查文件是否完整或摄像机码流是否正常。',
    en: 'No picture can be decoded: check that the file is complete or that the camera’s stream plays elsewhere.',
  },
  'password-lost': {
    'zh-CN': '本站密钥已更换，原来保存的摄像机密码打不开了，请重新填写密码。',
    en: 'The station has another key now and cannot open the stored password: type the camera’s password again.',
  },
  'worker-crashed': {
    'zh-CN': '处理该路视频的进程异常退出，正在自动重启；若反复出现请查看本站日志。',
    en: 'The process that handles this video stopped and is restarted by itself: see the station’s log if it happens again.',
  },
};
