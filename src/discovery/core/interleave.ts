/** At most `max` items, a first one of each list before a second one of any. */
export function interleave<T>(lists: readonly (readonly T[])[], max: number): readonly T[] {
  const result: T[] = []
  const longest = Math.max(0, ...lists.map(list => list.length))
  for (let i = 0; i < longest && result.length < max; i += 1) {
    for (const list of lists) {
      const item = list[i]
      if (item !== undefined && result.length < max) result.push(item)
    }
  }
  return result
}
