package vor.server.api.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.Inventory;
import vor.server.api.Packed;
import vor.server.inventory.Documents;
import vor.server.inventory.Etags;
import vor.server.inventory.Kind;

/** One kind of record as the API shows it: the list, encoded once per revision, and each record with its entity tag. */
final class Shelf {
    private final Kind kind;
    private final Executor packer;
    private volatile Encoded list;

    private record Encoded(long revision, Packed bytes) {}

    /** A document and its entity tag. */
    record Tagged(ObjectNode document, String etag) {}

    /** @param packer makes the lists small */
    Shelf(Kind kind, Executor packer) {
        this.kind = kind;
        this.packer = packer;
        this.list = new Encoded(-1, Packed.of(new byte[0], packer));
    }

    Kind kind() {
        return kind;
    }

    Packed list(Inventory inventory) {
        Encoded encoded = list;
        if (encoded.revision() != inventory.revision()) {
            encoded = new Encoded(inventory.revision(), Packed.of(encode(inventory), packer));
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
