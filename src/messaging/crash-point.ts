/**
 * The places at which a test ends the process
 * (docs/ARCHITECTURE.md, "Where faults are injected"). A sender's text and a receiver's message
 * pass them in this order:
 *
 * - `S1` a text has come in, nothing of it is anywhere
 * - `S2` it is numbered and, if the contact agreed, sealed; the batch is not written
 * - `S3` the batch is on the disk; no byte has left, the caller has not heard
 * - `S4` its bytes went to the link, or a coordinator signed for them; not noted yet
 * - `R1` an envelope has come in, of whatever content
 * - `R2` a message is opened and its acknowledgement sealed; the batch is not written
 * - `R3` the batch is on the disk; nothing was shown or sent
 * - `R4` the acknowledgement, not a repeated one, went to the link, or a coordinator signed for it
 * - `S5` the acknowledgement of a message has come in; the message is still in the outbox on the disk
 */
export type CrashPoint = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'R1' | 'R2' | 'R3' | 'R4'
