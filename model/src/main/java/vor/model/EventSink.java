package vor.model;

import java.util.List;

/** Where events go on to, from whoever hears them. */
@FunctionalInterface
public interface EventSink {
    /** Any thread; returns when they are taken, soon. Events of one sender come in the order in which it told them. */
    void take(List<Event> events);
}
