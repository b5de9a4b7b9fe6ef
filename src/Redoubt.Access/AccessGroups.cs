namespace Redoubt.Access;

/// <summary>The names that authentication itself gives (kubernetes/apiserver, <c>pkg/authentication/user</c>, <c>serviceaccount</c>).</summary>
public static class AccessGroups
{
    /// <summary>Who is in it may do everything, whatever RBAC says.</summary>
    public const string Masters = "system:masters";

    /// <summary>Everybody who said who they are.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>Everybody who did not.</summary>
    public const string Unauthenticated = "system:unauthenticated";

    /// <summary>The user's name of those who did not.</summary>
    public const string Anonymous = "system:anonymous";

    /// <summary>Every service account.</summary>
    public const string Accounts = "system:serviceaccounts";

    /// <summary>Every service account of a namespace.</summary>
    /// <param name="ns">The namespace.</param>
    public static string AccountsOf(string ns) => $"{Accounts}:{ns}";
}
