namespace Redoubt.Evidence.Read;

/// <summary>Whose word it is that objects written without a namespace go to a certain one.</summary>
public enum NamespaceWord
{
    /// <summary>Nobody's: it is where they would go by default.</summary>
    Nobody,

    /// <summary>The user's.</summary>
    User,

    /// <summary>A renderer's that had to take one, so that even what it wrote into the objects is nobody's word.</summary>
    Renderer,
}
