/** A running profile: who there is on the left, what is in front on the right. */
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Place } from '../state/place.ts'
import type { ProfileState } from '../state/profile.ts'
import { AddContact } from './add-contact.tsx'
import { About } from './about.tsx'
import { ConversationView } from './conversation.tsx'
import { InviteView } from './invite.tsx'
import { NoticeView } from './notice.tsx'
import { ProfileContext, usePage } from './page-context.ts'
import { Sidebar } from './sidebar.tsx'
import { Welcome } from './welcome.tsx'

export function Home({ profile }: { readonly profile: ProfileState }): VNode {
  const { visit } = usePage()
  const place = visit.place.value
  useFollowing(profile, place)
  return (
    <ProfileContext.Provider value={profile}>
      <main class={place.at === 'home' ? 'home' : 'home has-pane'}>
        <Sidebar />
        <div class="pane">
          <NoticeView />
          <Pane place={place} />
        </div>
      </main>
    </ProfileContext.Provider>
  )
}

function Pane({ place }: { readonly place: Place }): VNode {
  switch (place.at) {
    case 'home':
      return <Welcome />
    case 'conversation':
      return <ConversationView key={place.userId} userId={place.userId} />
    case 'invite':
      return <InviteView />
    case 'add':
      return <AddContact key={place.link} link={place.link} />
    case 'about':
      return <About />
    default:
      return place satisfies never
  }
}

/** Keeps the state in step with what is in front, and the title with what is unread. */
function useFollowing(profile: ProfileState, place: Place): void {
  const { conversations } = profile
  const userId = place.at === 'conversation' ? place.userId : undefined
  useEffect(() => {
    conversations.show(userId)
  }, [conversations, userId])

  useEffect(() => {
    function look(): void {
      const isVisible = document.visibilityState === 'visible'
      conversations.watch(isVisible)
      // A tab that slept may have missed what other tabs did.
      if (isVisible) void profile.refresh()
    }
    conversations.watch(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
    }
  }, [profile, conversations])

  const unread = [...conversations.unread.value.values()].reduce((sum, count) => sum + count, 0)
  useEffect(() => {
    document.title = unread === 0 ? 'Earshot' : `(${unread}) Earshot`
    return () => {
      document.title = 'Earshot'
    }
  }, [unread])
}
