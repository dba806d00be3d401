package vor.wire.icmp;

/** What a received packet turned out to be. */
public enum Finding {
    /** Has the form of a reply to one of our requests; {@link EchoCodec#genuine} must still be asked. */
    REPLY,
    /** An ICMP error that quotes one of our requests: a hint, as it quotes too little to be checked. */
    HINT,
    /** Ends before its fields do. */
    TRUNCATED,
    /** Longer than anything that we send. */
    OVERSIZED,
    /** Somebody else's reply or error, or of a kind that nobody asked for. */
    STRAY
}
