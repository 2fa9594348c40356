package breakwater.control.front;

import breakwater.control.request.RawRequest;
import breakwater.control.respond.Answer;
import java.util.Optional;

/**
 * Something that is served beside the API on the same listeners, such as the console. It is asked for every path but the API's own, and
 * for the API's when a browser merely visits it, before the pages that the server has itself. It is called on the request's
 * thread, from many at once, and the request has been read within the limits of every other.
 */
public interface Site {

    /** What is there, or empty where this site has nothing to say. The request's path is as it was sent, still percent-encoded. */
    Optional<Answer> answer(RawRequest request);
}
