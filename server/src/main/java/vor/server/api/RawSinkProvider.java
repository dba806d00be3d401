package vor.server.api;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.function.BiConsumer;

/** Found by Helidon under META-INF/services: its way of lending the connection to whoever writes by himself. */
@SuppressWarnings("TypeParameterUnusedInFormals") // Helidon's signatures
public final class RawSinkProvider implements SinkProvider<byte[]> {

    @Override
    public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
        return type.equals(RawSink.TYPE);
    }

    @Override
    @SuppressWarnings("unchecked") // supports() has seen to it
    public <X extends Sink<byte[]>> X create(SinkProviderContext context) {
        return (X) new RawSink(context);
    }

    @Override
    @SuppressWarnings("removal")
    public <X extends Sink<byte[]>> X create(
            ServerResponse response, BiConsumer<Object, MediaType> events, Runnable close) {
        throw new UnsupportedOperationException("only with a context");
    }
}
