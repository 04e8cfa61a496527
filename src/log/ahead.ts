/** Answers in the order of what is asked for, with up to `count` questions under way at once. */
export async function* askAhead<Asked, Answer>(
  asked: Iterable<Asked>,
  count: number,
  ask: (one: Asked) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const waiting: Promise<Answer>[] = []
  for (const one of asked) {
    const answer = ask(one)
    waiting.push(answer)
    // One that fails is heard of when its turn comes, or not at all if nobody asks that far.
    void Promise.allSettled([answer])
    const [first] = waiting
    if (waiting.length < count || !first) continue
    yield await first
    void waiting.shift()
  }
  yield* waiting
}
