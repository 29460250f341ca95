import { replayWireCases } from './wire-cases.ts'

replayWireCases('postgres')
