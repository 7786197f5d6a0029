/**
 * What the server sends; the forms are those of `assistant/doors/forms.py`.
 *
 * @typedef {object} Citation
 * @property {string} id @property {number | null} [number] @property {string} document @property {string | null} title
 * @property {string | null} source @property {string | null} date @property {number} start @property {number} end
 * @property {string} text @property {string} sha256 @property {string[]} flags @property {string | null} source_type
 * @property {string | null} language @property {string | null} url @property {number | null} page
 * @property {string} collection @property {boolean} [current] false where the record no longer has it as it was
 *
 * @typedef {{kind: string, detail: string}} Reason
 * @typedef {{text: string, status: "supported" | "unsupported" | "withheld", reasons: Reason[],
 *   citations: Citation[], lead?: string}} Claim
 *
 * @typedef {object} Briefing
 * @property {string} question @property {string} answer @property {"grounded" | "partial" | "none"} grounding
 * @property {string | null} as_of @property {Claim[]} claims @property {string[]} searched @property {string} model
 * @property {string | null} incomplete @property {string[]} warnings @property {Record<string, number>} usage
 * @property {string} [conversation] @property {number} [turn]
 *
 * @typedef {{event: string, data: any}} TurnEvent
 * @typedef {{turn: number, question: string, briefing: Briefing, events: ({event: string} & Record<string, any>)[],
 *   created: string}} StoredTurn
 * @typedef {{as_of?: string, lo?: string, hi?: string, sources?: string[], collections?: string[]}} StoredScope
 * @typedef {{id: string, title: string, created: string, updated: string}} ConversationHead
 * @typedef {ConversationHead & {scope: StoredScope, turns: StoredTurn[]}} Conversation
 * @typedef {{lo: string, hi: string, grain: string}} Days
 *
 * @typedef {object} Status
 * @property {number} documents @property {Record<string, number>} sources @property {Record<string, number>} collections
 * @property {string | null} first @property {string | null} last @property {string} model @property {string[]} models
 * @property {boolean} starter @property {string} version @property {{name: string, scopes: string[]}} who
 */
export {};
