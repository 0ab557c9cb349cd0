// A plugin of Stryker: leaves the messages of errors alone. They are told apart by their class.
const messages = {
  shouldIgnore({ node, parent }) {
    const isMessage =
      node.type === 'StringLiteral' &&
      parent?.type === 'NewExpression' &&
      parent.callee.name?.endsWith('Error')
    return isMessage ? 'the message of an error' : undefined
  }
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'messages', value: messages }]
