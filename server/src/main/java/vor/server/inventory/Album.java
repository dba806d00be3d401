package vor.server.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vor.model.FloorPlan;
import vor.model.Inventory;

/** Which images the database holds, oldest first, and which of them must go when there is no more room. Immutable. */
final class Album {
    /** Of all images together, those kept for undo included; in bytes. */
    static final long ROOM = 256L << 20;

    private final Map<String, Kept> images;

    record Kept(String hash, long size) {}

    Album(List<Kept> images) {
        this.images = new LinkedHashMap<>();
        images.forEach(i -> this.images.put(i.hash(), i));
    }

    Set<String> hashes() {
        return images.keySet();
    }

    /** With one more. */
    Album with(Optional<PlanImage> image) {
        List<Kept> all = new ArrayList<>(images.values());
        image.filter(i -> !images.containsKey(i.hash())).ifPresent(i -> all.add(new Kept(i.hash(), i.bytes().length)));
        return new Album(all);
    }

    Album without(List<String> hashes) {
        return new Album(images.values().stream().filter(i -> !hashes.contains(i.hash())).toList());
    }

    /**
     * What goes so that there is room: the oldest that no plan shows.
     *
     * @throws InventoryException.Conflict when those that are shown take more than there is
     */
    List<String> surplus(Inventory shown, long room) {
        Set<String> needed = shown.plans().stream().map(FloorPlan::image).flatMap(Optional::stream).collect(Collectors.toSet());
        long size = images.values().stream().mapToLong(Kept::size).sum();
        List<String> gone = new ArrayList<>();
        for (Kept i : images.values()) {
            if (size > room && !needed.contains(i.hash())) {
                gone.add(i.hash());
                size -= i.size();
            }
        }
        if (size > room) {
            throw new InventoryException.Conflict("the images of all plans would have " + (size >> 20) + " MiB; at most "
                    + (room >> 20) + " are kept; remove or scale down some");
        }
        return gone;
    }
}
