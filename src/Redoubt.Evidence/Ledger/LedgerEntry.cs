namespace Redoubt.Evidence.Ledger;

/// <summary>How much it matters that something was not judged as it was given.</summary>
public enum LedgerLevel
{
    /// <summary>It is none of the platform's: counted, and shown when asked for.</summary>
    Harmless,

    /// <summary>Whoever reads the report should know it.</summary>
    Note,

    /// <summary>Something given could not be read or judged: the run ends with 2.</summary>
    Error,
}

/// <summary>
/// Something that was given and is not judged, or is judged otherwise than it was written. Everything that is given is either judged or
/// stands in the ledger.
/// </summary>
/// <param name="Code">The kind of reason.</param>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="Column">The column in characters, from 1; 0 where the line or file as a whole is meant.</param>
/// <param name="Reason">What is to be said: lower case, no full stop. Never a value that may be a secret.</param>
public sealed record LedgerEntry(LedgerCode Code, string File, int Line, int Column, string Reason)
{
    /// <summary>How much it matters: the same for all entries of a code.</summary>
    public LedgerLevel Level => LedgerCodes.LevelOf(Code);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : $"{File}:{Line}:{Column}: {Reason}";
}
