/**
 * Objects of the library with some of their properties replaced, for one user of them.
 *
 * @packageDocumentation
 */

/** Like `target`, but for `changes`. Methods still run on `target`. */
export function overlay<T extends object>(target: T, changes: Partial<T>): T {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(changes, name)) return Reflect.get(changes, name)
      const value: unknown = Reflect.get(target, name)
      // a logger is a function with properties of its own, and no method
      const isMethod = typeof value === 'function' && Object.keys(value).length === 0
      return isMethod ? value.bind(target) : value
    },
    set: (_, name, value) => Reflect.set(target, name, value)
  })
}
