namespace Redoubt.Cel.Image;

/// <summary>What a node of a tree is, in an image.</summary>
internal enum NodeTag : byte
{
    Literal,
    Ident,
    Select,
    Has,
    Call,
    ReceiverCall,
    List,
    Map,
    Object,
    Fold,
}
