package breakwater.control.operation.breakwater;

import breakwater.control.account.Sessions;
import breakwater.control.operation.Call;

/**
 * The keys of a session that began just now, which act exactly as the caller does.
 *
 * @param expiration wall clock
 * @param arn        who they act as
 */
public record SessionAnswer(String accessKeyId, String accessKeySecret, String securityToken, String expiration, String arn,
                            String accountId) {
    /** Unless the caller asks for another. */
    static final int SECONDS_DEFAULT = 3_600;

    static SessionAnswer of(Call call, Sessions.NewSession session) {
        return new SessionAnswer(session.accessKeyId(), session.secret(), session.securityToken(), Texts.time(session.expires()),
                call.caller().arn(), call.accountId());
    }

    @Override
    public String toString() {
        return "SessionAnswer[" + accessKeyId + ", secrets hidden]";
    }
}
