/** What an operator asked cannot be done as things are: the message is a sentence that says why and what would help. Nothing was changed. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused';
}
