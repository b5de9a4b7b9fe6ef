namespace Redoubt.Access.Escalation.Moves;

/// <summary>The closed list of moves.</summary>
internal static class MoveList
{
    public static IReadOnlyList<Move> All { get; } =
    [
        new ImpersonateMove(), new TokenRequestMove(), new TokenSecretMove(), new ReadTokenMove(), new RunMove(), new ChangeMove(), new ExecMove(), new DebugMove(),
        new KubeletMove(), new CreateAccountMove(), new BindMove(), new EscalateMove(), new NewRoleMove(), new CertificateMove(), new WebhookMove(),
    ];
}
