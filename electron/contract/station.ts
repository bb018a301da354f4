import { z } from 'zod';
import { Words } from './words.ts';
import { Severity } from './scene.ts';

/** How bad a finding about the station itself is. */
export const Health = z.enum(['ok', 'warning', 'critical']);
export type Health = z.infer<typeof Health>;

export const WorkerStatus = z.object({
  number: z.number().int(),
  pid: z.number().nullable(),
  state: z.enum(['starting', 'running', 'restarting']),
  cameras: z.array(z.string()),
  cpu: z.number(), // cores used
  rssBytes: z.number(),
  restarts: z.number(),
  lastExit: z.string().nullable(),
  heartbeatAgeMs: z.number(),
});

export const ModelStatus = z.object({
  id: z.string(),
  title: Words,
  sha256: z.string(),
  licence: z.string(),
  provider: z.string(),
  providers: z.array(z.object({ id: z.string(), msPerRun: z.number().nullable(), problem: z.string().nullable() })),
});

/** What the models that come with the program find: objects, people's bodies, fights. */
export const BuiltInModel = z.enum(['detector', 'pose', 'fight']);
export type BuiltInModel = z.infer<typeof BuiltInModel>;

/** Why a model is of no use: its file is not there, is not the one that was shipped, or the execution provider cannot load it. */
export const ModelProblem = z.enum(['missing', 'changed', 'broken']);
export type ModelProblem = z.infer<typeof ModelProblem>;

/** A model that comes with the program and is of no use, and the behaviours whose rules raise nothing without it. */
export const UnusableModel = z.object({ model: BuiltInModel, problem: ModelProblem, behaviors: z.array(z.string()) });
export type UnusableModel = z.infer<typeof UnusableModel>;

/** One thing to know about, worst first; `topic` is a key with a text in both languages. */
export const Finding = z.object({
  health: Health,
  topic: z.enum([
    'disk-reserve', 'disk-low', 'recording-paused', 'camera-down', 'worker-restarting', 'overloaded', 'model-failed', 'model-unusable', 'detector-replaced',
    'clip-failed', 'database-slow', 'clock-jumped',
  ]),
  cameraId: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof Finding>;

export const StationStatus = z.object({
  at: z.number(),
  startedAt: z.number(),
  findings: z.array(Finding),
  engine: z.object({ pid: z.number(), rssBytes: z.number(), cpu: z.number(), eventLoopDelayMs: z.number() }),
  workers: z.array(WorkerStatus),
  models: z.array(ModelStatus),
  unusableModels: z.array(UnusableModel),
  disk: z.object({
    totalBytes: z.number(), freeBytes: z.number(), reserveBytes: z.number(),
    recordingBytes: z.number(), clipBytes: z.number(), databaseBytes: z.number(),
  }),
  events: z.object({ open: z.record(Severity, z.number()), today: z.number() }),
  versions: z.record(z.string(), z.string()),
});
export type StationStatus = z.infer<typeof StationStatus>;

export const LogLine = z.object({
  at: z.number(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  part: z.string(),
  message: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;

export const StationSettings = z.object({
  /** Bytes of the disk that recording never touches. */
  reserveBytes: z.number().int().min(0).default(2_000_000_000),
  /** Upper limit of all recordings together; null means only the reserve limits. */
  keepBytes: z.number().int().min(1_000_000_000).nullable().default(null),
  /** onnxruntime execution provider; null means the fastest found by the check. */
  provider: z.string().nullable().default(null),
});
export type StationSettings = z.infer<typeof StationSettings>;
