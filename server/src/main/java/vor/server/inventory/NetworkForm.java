package vor.server.inventory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import vor.model.DeviceId;
import vor.model.Network;

/** Reads a network from its document. */
final class NetworkForm {
    static final List<String> FIELDS =
            List.of("version", "name", "vlan", "subnets", "gateways", "router", "tags", "note");

    private static final int MANY = 256;

    private NetworkForm() {}

    static Network bind(Doc doc, Scope scope, String name) {
        OptionalLong vlan = doc.integer("vlan", 1, 4094);
        Optional<DeviceId> router = doc.hasValue("router") ? DeviceForm.device(doc, "router", scope) : Optional.empty();
        return new Network(
                0,
                name,
                vlan.isPresent() ? OptionalInt.of((int) vlan.getAsLong()) : OptionalInt.empty(),
                doc.texts("subnets", Text.LINE, MANY, (t, f) -> check(doc, Addresses.prefix(t), f)),
                doc.texts("gateways", Text.LINE, MANY, (t, f) -> check(doc, Addresses.literal(t), f)),
                router,
                new LinkedHashSet<>(doc.texts("tags", Text.TAG, MANY, (t, f) -> {})),
                doc.text("note", Text.NOTE, ""));
    }

    private static void check(Doc doc, Optional<Addresses.Wrong> wrong, Field field) {
        wrong.ifPresent(w -> doc.faults().add(field, w.message(), w.hint()));
    }
}
