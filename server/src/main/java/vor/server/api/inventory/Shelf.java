package vor.server.api.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.Inventory;
import vor.server.inventory.Documents;
import vor.server.inventory.Etags;
import vor.server.inventory.Kind;

/** One kind of record as the API shows it: the list, encoded once per revision, and each record with its entity tag. */
final class Shelf {
    private final Kind kind;
    private volatile Encoded list = new Encoded(-1, new byte[0]);

    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Encoded(long revision, byte[] bytes) {}

    /** A document and its entity tag. */
    record Tagged(ObjectNode document, String etag) {}

    Shelf(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    byte[] list(Inventory inventory) {
        Encoded encoded = list;
        if (encoded.revision() != inventory.revision()) {
            encoded = new Encoded(inventory.revision(), encode(inventory));
            list = encoded;
        }
        return encoded.bytes();
    }

    private byte[] encode(Inventory inventory) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("revision", inventory.revision());
        var array = node.putArray(kind.plural());
        Documents documents = new Documents(inventory);
        switch (kind) {
            case DEVICE -> inventory.devices().forEach(d -> array.add(documents.device(d)));
            case NETWORK -> inventory.networks().forEach(n -> array.add(documents.network(n)));
            case LINK -> inventory.links().forEach(l -> array.add(documents.link(l)));
            case PLAN -> inventory.plans().forEach(p -> array.add(documents.plan(p)));
        }
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    Optional<Tagged> find(Inventory inventory, String key) {
        Documents documents = new Documents(inventory);
        return switch (kind) {
            case DEVICE -> inventory.device(key).map((Device d) -> new Tagged(documents.device(d), Etags.of(d)));
            case NETWORK -> inventory.network(key).map(n -> new Tagged(documents.network(n), Etags.of(n)));
            case LINK -> id(key).flatMap(inventory::link).map(l -> new Tagged(documents.link(l), Etags.of(l)));
            case PLAN -> inventory.plan(key).map(p -> new Tagged(documents.plan(p), Etags.of(p)));
        };
    }

    private static Optional<Long> id(String key) {
        return key.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(key)) : Optional.empty();
    }
}
