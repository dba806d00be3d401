package vor.server.inventory;

import java.util.List;
import java.util.Optional;
import vor.model.DeviceId;
import vor.model.Link;

/** Reads a link from its document. */
final class LinkForm {
    static final List<String> FIELDS = List.of("id", "version", "a", "b", "bundle", "megabits");

    private static final List<String> END = List.of("device", "port");
    private static final long FASTEST = 1_000_000_000L;

    private LinkForm() {}

    /** Empty, with faults, when an end is not known. */
    static Optional<Link> bind(Doc doc, Scope scope, long id) {
        Optional<Link.End> a = end(doc, "a", scope);
        Optional<Link.End> b = end(doc, "b", scope);
        String bundle = doc.text("bundle", Text.PORT, "");
        long megabits = doc.integer("megabits", 0, FASTEST).orElse(0);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        if (a.get().device().equals(b.get().device())) {
            doc.faults().add(doc.at(), "both ends are at the same device");
        }
        return Optional.of(new Link(id, 0, a.get(), b.get(), bundle, megabits));
    }

    private static Optional<Link.End> end(Doc doc, String key, Scope scope) {
        if (!doc.hasValue(key)) {
            doc.faults().add(doc.at().key(key), "is missing; expected an object with device and port");
            return Optional.empty();
        }
        return doc.doc(key, END).flatMap(d -> {
            String port = d.text("port", Text.PORT, "");
            Optional<DeviceId> device = DeviceForm.device(d, "device", scope);
            return device.map(id -> new Link.End(id, port));
        });
    }

    /** The same for a link read from either side. */
    record Ends(Link.End first, Link.End second) {
        static Ends of(Link link) {
            boolean turn = order(link.a(), link.b()) > 0;
            return turn ? new Ends(link.b(), link.a()) : new Ends(link.a(), link.b());
        }

        private static int order(Link.End a, Link.End b) {
            int byDevice = a.device().compareTo(b.device());
            return byDevice != 0 ? byDevice : a.port().compareTo(b.port());
        }
    }
}
