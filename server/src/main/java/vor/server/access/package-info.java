/**
 * Who may do what: accounts, sessions, tokens, the limits on guessing, and the audit of logins and writes, in a database of
 * their own so that an inventory can be given away without them. The main type is {@link vor.server.access.Access}. HTTP
 * does not belong here, nor does the table of which route needs which role.
 */
@NullMarked
package vor.server.access;

import org.jspecify.annotations.NullMarked;
