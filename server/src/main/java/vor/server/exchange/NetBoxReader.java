package vor.server.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vor.server.inventory.Batch;
import vor.server.inventory.Placed;

/**
 * Answers of NetBox's REST API, versions 2.10 to 4: lists as it pages them, one after the other; records alone; or an object
 * with lists under the paths of the API. Sorts records by what they are; {@link NetBoxDraft} knows what they mean.
 */
final class NetBoxReader {
    private static final Pattern BEFORE_PATH = Pattern.compile("^(https?://[^/]*)?(/[^?]*)?/?api/");

    private static final int MOST_LISTS = 20;

    private final NetBoxDraft draft;
    private final Map<String, Long> told = new LinkedHashMap<>();
    private final Map<String, Long> read = new HashMap<>();

    private NetBoxReader(Options options) {
        draft = new NetBoxDraft(options);
    }

    static Batch read(List<Placed> values, Options options) {
        NetBoxReader reader = new NetBoxReader(options);
        values.forEach(v -> reader.value(v, ""));
        reader.told.forEach((path, count) -> {
            long seen = reader.read.getOrDefault(path, 0L);
            if (seen < count) {
                reader.draft.draft.note(path + ": the file has " + seen + " of " + count + "; the rest is behind its \"next\"");
            }
        });
        return reader.draft.batch();
    }

    /** @param path what the records are, as far as is known from around them */
    private void value(Placed value, String path) {
        if (value.value().isArray()) {
            value.items().forEach(item -> record(item, path));
        } else if (value.fields().containsKey("results")) {
            answer(value, path);
        } else if (value.fields().containsKey("id")) {
            record(value, path);
        } else if (path.isEmpty() && value.value().isObject() && !value.fields().isEmpty()) {
            value.fields().forEach((key, list) -> value(list, path(key)));
        } else {
            draft.draft.faults.add(value.spot(), path, "expected an answer of NetBox's API", "a list with \"results\", or lists under paths such as \"dcim/devices\"");
        }
    }

    private void answer(Placed answer, String path) {
        List<Placed> results = answer.get("results").items();
        String which = !path.isEmpty() || results.isEmpty() ? path : path(results.getFirst().get("url").text());
        long count = answer.get("count").number(0);
        if (!which.isEmpty() && (told.size() < MOST_LISTS || told.containsKey(which))) {
            told.merge(which, count, Math::max);
        }
        results.forEach(r -> record(r, path));
    }

    private void record(Placed record, String path) {
        String which = path.isEmpty() ? path(record.get("url").text()) : path;
        if (!record.value().isObject()) {
            draft.draft.faults.add(record.spot(), which, "expected an object", "");
        } else if (which.isEmpty()) {
            draft.draft.faults.add(record.spot(), "url", "is missing, so nobody can know what this is", "as NetBox answers it, or under a path such as \"dcim/devices\"");
        } else {
            read.merge(which, 1L, Long::sum);
            sort(which, record);
        }
    }

    private void sort(String which, Placed record) {
        switch (which) {
            case "dcim/devices" -> draft.device(record);
            case "dcim/interfaces" -> draft.port(record);
            case "dcim/cables" -> draft.cable(record);
            case "ipam/vlans" -> draft.vlan(record);
            case "ipam/prefixes" -> draft.prefix(record);
            default -> draft.draft.leave(which.length() > 64 ? which.substring(0, 64) : which);
        }
    }

    /** {@code dcim/devices} of an address of the API, of a list or of one record. */
    private static String path(String url) {
        if (url.length() > 1_000) {
            return "";
        }
        String path = BEFORE_PATH.matcher(url).replaceFirst("").replaceFirst("\\?.*", "");
        String[] parts = path.replaceFirst("^/+", "").split("/+");
        return parts.length < 2 ? "" : parts[0] + "/" + parts[1];
    }
}
