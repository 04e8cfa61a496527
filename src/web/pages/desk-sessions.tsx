import type { Uuid } from '../../core/uuid.ts'
import type { Session } from '../../storage/read/access.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'

type Props = { shell: Shell; sessions: readonly Session[]; here: Uuid }

/** Where somebody is signed in at the desk. */
export const SessionsPage = ({ shell, sessions, here }: Props) => (
  <Page shell={shell} title="Where you are signed in" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Where you are signed in</h1>
      <p class="govuk-body">
        If you do not know one of these, sign out there. Then look at{' '}
        <a class="govuk-link" href="/desk/passkeys">
          your passkeys
        </a>
        , and at{' '}
        <a class="govuk-link" href="/desk/trail">
          what was done at the desk
        </a>
        .
      </p>
      {sessions.map(({ id, client, begunAt, expiresAt }) => (
        <>
          <SummaryList
            card={{
              title: (
                <>
                  {client ?? 'A program'} {id === here && <Tag colour="green">Here</Tag>}
                </>
              ),
            }}
            rows={[
              { key: 'Signed in', value: <Moment at={begunAt} /> },
              { key: 'Ends', value: <Moment at={expiresAt} /> },
            ]}
          />
          <form method="post" action="/desk/sessions/end" novalidate>
            <input type="hidden" name="session" value={id} />
            <Button variant="secondary" preventDoubleClick>
              Sign out {id === here ? 'here' : 'there'}
              <span class="govuk-visually-hidden"> ({client ?? 'a program'})</span>
            </Button>
          </form>
        </>
      ))}
    </Narrow>
  </Page>
)
