import { parentPort, workerData } from 'node:worker_threads';
import { groupTexts, type Texts } from './group-texts.ts';

/** Seconds of work: beside the thread that answers requests. */
parentPort?.postMessage(groupTexts(workerData as Texts));
