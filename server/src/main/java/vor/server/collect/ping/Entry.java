package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.model.DeviceId;

/** One device in the engine, or a first hop outside the inventory: then {@code id} is null. */
final class Entry {
    final @Nullable DeviceId id;
    /** Between two echoes to the same target; nanoseconds. */
    long interval;
    final DeviceWatch watch;
    List<Slot> slots = new ArrayList<>();
    List<DeviceId> above = List.of();
    boolean suspect;

    Entry(@Nullable DeviceId id, long interval, DeviceWatch watch) {
        this.id = id;
        this.interval = interval;
        this.watch = watch;
    }

    boolean hop() {
        return id == null;
    }
}
