import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What somebody does on a page, by the words they read there. */
export type Hands = {
  press(button: string | RegExp): Promise<void>
  follow(link: string | RegExp): Promise<void>
  write(field: string | RegExp, text: string): Promise<void>
  tick(choice: string | RegExp): Promise<void>
  choose(field: string, option: string): Promise<void>
}

/** What the words of a page stand for. Of several links with the same words the first is meant. */
function placesOn(page: Page) {
  return {
    button: (name: string | RegExp) => page.getByRole('button', { name, exact: true }),
    link: (name: string | RegExp) => page.getByRole('link', { name, exact: true }).first(),
    field: (name: string | RegExp) => page.getByLabel(name, { exact: true }),
  }
}

/** What leads to another page, until that page is there: on a slow machine the old one can still be read for a while. */
export async function leading(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()])
}

/** A mouse and a keyboard to write with, or a finger. */
export function pointer(page: Page): Hands {
  const { button, link, field } = placesOn(page)
  return {
    press: async (name) => leading(page, () => button(name).click()),
    follow: async (name) => leading(page, () => link(name).click()),
    write: async (name, text) => field(name).fill(text),
    tick: async (name) => field(name).check(),
    choose: async (name, option) =>
      field(name)
        .selectOption({ label: option })
        .then(() => undefined),
  }
}

/** Tab, Enter, Space, arrows and letters, and nothing else. Whatever has the focus on the way has to show it. */
export function keyboard(page: Page): Hands {
  const { button, link, field } = placesOn(page)
  const { keyboard: keys } = page
  // Also what only looks like a button: Space needs a script there.
  const enter = async () => leading(page, () => keys.press('Enter'))
  return {
    press: async (name) => {
      await reach(page, button(name))
      await enter()
    },
    follow: async (name) => {
      await reach(page, link(name))
      await enter()
    },
    write: async (name, text) => {
      await reach(page, field(name))
      await keys.press('ControlOrMeta+a')
      await keys.type(text)
    },
    tick: async (name) => {
      const choice = field(name)
      await reach(page, choice)
      if (!(await choice.isChecked())) await keys.press('Space')
      expect(await choice.isChecked(), String(name)).toBe(true)
    },
    choose: async (name, option) => {
      const list = field(name)
      await reach(page, list)
      await keys.type(option)
      expect(await list.locator('option:checked').innerText()).toBe(option)
    },
  }
}

/** More stops than any page has: whoever needs more is in a trap, or looks for what no key reaches. */
const stops = 300

async function reach(page: Page, target: Locator): Promise<void> {
  const aim = await target.elementHandle()
  const passed: string[] = []
  for (let n = 0; n < stops; n += 1) {
    const stop = await page.evaluate(lookAtFocus, aim)
    if (stop.hidden) expect.fail(`nothing shows that the focus is on ${stop.name} (${page.url()})`)
    if (stop.reached) return
    passed.push(stop.name)
    // Of several radios one alone is a stop, and arrows lead to the others.
    await page.keyboard.press(stop.sibling ? 'ArrowDown' : 'Tab')
  }
  expect.fail(`no key reaches ${String(target)} on ${page.url()}: ${passed.slice(0, 40).join(', ')}`)
}

/** What has the focus: whether it is the aim, or a radio beside it, and whether people can see so. */
function lookAtFocus(aim: Element | null) {
  const active = document.activeElement ?? document.body
  const of = (element: Element) => ({ name: element.getAttribute('name'), type: element.getAttribute('type') })
  const name = `${active.tagName.toLowerCase()} ${active.textContent?.trim().slice(0, 30) || (of(active).name ?? '')}`
  const same = active !== aim && of(active).type === 'radio' && aim !== null && of(active).name === of(aim).name
  // Of a radio or tick box, the design system hides the thing itself and paints its label.
  const label = active.nextElementSibling
  const painted =
    /^(radio|checkbox)$/.test(of(active).type ?? '') && label
      ? getComputedStyle(label, '::before')
      : getComputedStyle(active)
  const shown = painted.boxShadow !== 'none' || (painted.outlineStyle !== 'none' && painted.outlineWidth !== '0px')
  const { top, bottom } = active.getBoundingClientRect()
  const inView = bottom > 0 && top < innerHeight
  const counts = active !== document.body && active.getAttribute('tabindex') !== '-1'
  return { name, reached: active === aim, sibling: same, hidden: counts && !(shown && inView) }
}
