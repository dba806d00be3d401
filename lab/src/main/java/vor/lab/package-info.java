/**
 * A network to practise on: {@link vor.lab.Plan} says what it looks like, {@link vor.lab.Lab} makes it in a network
 * namespace and cuts its cables, {@link vor.lab.Main} is its command line. Nothing of the product belongs here; the
 * lab never sees the server.
 */
@NullMarked
package vor.lab;

import org.jspecify.annotations.NullMarked;
