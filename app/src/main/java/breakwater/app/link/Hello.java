package breakwater.app.link;

/**
 * How an edge introduces itself.
 *
 * @param format   the version of the frames it speaks; {@link #FORMAT}
 * @param edgeId   the edge, new with every start of its process
 * @param revision the snapshot it holds; 0 for none
 */
record Hello(int format, String edgeId, long revision) {
    /** The version that this program speaks. Raise it with any change of the model that an older program could misread. */
    static final int FORMAT = 2;
}
