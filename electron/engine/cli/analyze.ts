import type { CameraProblem } from '../../contract/camera.ts';
import { cameraProblemWords } from '../../contract/problems.ts';
import { commandLineWords } from '../../contract/words/command-line.ts';
import type { Language, Words } from '../../contract/words.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import { openVideoFile, type VideoFile } from '../media/frames/video-file-frames.ts';
import { addressKind, addressWithoutCredentials } from '../media/source/address.ts';
import { VideoFileError } from '../media/source/video-file.ts';
import { analyzeFile, type Watch } from './analyze-file.ts';
import { analyzeStream } from './analyze-stream.ts';
import { CliError, cliError, fill, oneLine, terminalLanguage } from './cli-error.ts';
import { startDetector } from './detector.ts';
import { languageOption, parseOptions, type AnalyzeOptions } from './options.ts';
import { openProgress } from './progress.ts';
import { openResults, type Results } from './results.ts';
import { readScene } from './scene-file.ts';

/** Exit statuses: what the person has to put right, what went wrong inside, and being stopped. */
const status = { badInput: 2, failed: 1, stopped: 130 } as const;

let stopped = false;
process.once('SIGINT', () => {
  stopped = true;
});

function problemError(source: string, problem: CameraProblem): CliError {
  const named = (text: string): string => `${addressWithoutCredentials(source)}: ${text}`;
  const words = cameraProblemWords[problem];
  return new CliError({ 'zh-CN': named(words['zh-CN']), en: named(words.en) });
}

function openFile(source: string): VideoFile {
  try {
    return openVideoFile(source);
  } catch (error) {
    throw error instanceof VideoFileError ? problemError(source, error.problem) : error;
  }
}

async function run(options: AnalyzeOptions, language: Language): Promise<void> {
  const { source, fps } = options;
  const isStream = addressKind(source) === 'rtsp';
  if (!isStream && /^[a-z][a-z0-9+.-]*:\/\//i.test(source)) throw cliError('bad-address');
  const scene = options.scene === null ? null : await readScene(options.scene);
  const results = await openResults(options, isStream);
  const file = isStream ? null : openFile(source);
  const detector = await startDetector();
  const failures: unknown[] = [];
  const analyzer = new Analyzer({
    ...detector.models,
    gate: fps === 'source' ? 'always' : 'motion',
    classes: options.classes,
    clock: isStream ? 'wall' : 'media',
    onObservation: results.observe,
    onEpisode: results.episode,
    onFailure: (error) => failures.push(error),
  });
  if (scene !== null) analyzer.setScene(scene);
  const progress = openProgress(language, file?.durationMs ?? null);
  const watch: Watch = { stopped: () => stopped || failures.length > 0, progress: progress.at };
  try {
    if (file === null) await runStream(options, analyzer, watch, language);
    else if ((await analyzeFile(file, analyzer, options, watch)) === 0 && !stopped) throw problemError(source, 'stream-broken');
    await analyzer.finish();
    if (failures.length > 0) throw failures[0];
    await settle(results, isStream);
  } catch (error) {
    await results.discard();
    throw error;
  } finally {
    progress.end();
    await analyzer.finish();
    file?.close();
    await detector.thread.stop();
  }
}

/** A stream that broke off later than its first picture keeps what it gave; the reason is told. */
async function runStream(options: AnalyzeOptions, analyzer: Analyzer, watch: Watch, language: Language): Promise<void> {
  const { analysed, problem } = await analyzeStream(options.source, analyzer, options, watch);
  if (problem === null) return;
  const error = problemError(options.source, problem);
  if (analysed === 0) throw error;
  say(error.words, language);
}

/** Half a file's results are none; a stream has no end that could be waited for. */
async function settle(results: Results, isStream: boolean): Promise<void> {
  if (stopped && !isStream) {
    process.exitCode = status.stopped;
    await results.discard();
  } else await results.keep();
}

function say(words: Words, language: Language): void {
  process.stderr.write(`analyze: ${oneLine(words[language])}\n`);
}

async function main(args: readonly string[]): Promise<void> {
  const language = languageOption(args) ?? terminalLanguage(process.env);
  try {
    const options = parseOptions(args);
    if (options === null) process.stdout.write(`${commandLineWords.usage[language]}\n`);
    else await run(options, language);
  } catch (error) {
    process.exitCode = error instanceof CliError ? status.badInput : status.failed;
    const detail = error instanceof Error ? error.message : String(error);
    say(error instanceof CliError ? error.words : fill(commandLineWords['cannot-analyse'], { detail }), language);
  }
}

await main(process.argv.slice(2));
