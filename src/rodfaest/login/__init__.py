"""
Who comes in, and how: a code by mail or SMS, a passkey, a second factor; and the personal links that need no login.

django-allauth does the work; only the pages we use are mounted. Beside the usual rooms stand `adapters` (what allauth
asks of us), `devices` (where somebody has logged in before), `locks` (the secrets of second factors are locked),
`middleware` (says who acts in each request), `post` (codes and links, which never pass the outbox), `sessions` (how
long one stays logged in), `shown` (from when on a session reads, by what it has shown) and `typed` (saves what was
typed by somebody who must log in again).
"""
