/**
 * MOF: the inventory of the vSphere kind: tags, custom attributes, folders, the datacenter. What a tag or annotation
 * is on has a type (VirtualMachine, VMHost ...) and an identifier that is unique within it.
 */
export const hvshInventory = `
class Hvsh_TagCategory : CIM_ManagedElement {
  [Key] string InstanceID;
  boolean MultipleCardinality;
  string EntityTypes[];
};

class Hvsh_Tag : CIM_ManagedElement {
  [Key] string InstanceID;
  Hvsh_TagCategory ref Category;
};

class Hvsh_TagAssignment : CIM_ManagedElement {
  [Key] string TagID;
  [Key] string EntityType;
  [Key] string EntityID;
};

class Hvsh_CustomAttribute : CIM_ManagedElement {
  [Key] uint32 Key;
  string TargetType;
};

class Hvsh_Annotation : CIM_ManagedElement {
  [Key] uint32 AttributeKey;
  [Key] string EntityType;
  [Key] string EntityID;
  string Value;
};

class Hvsh_Folder : CIM_ManagedElement {
  [Key] string InstanceID;
  string FolderType;
  Hvsh_Folder ref Parent;
  boolean IsFixed;
};

class Hvsh_Datacenter : CIM_ManagedElement {
  [Key] string InstanceID;
  Hvsh_Folder ref ParentFolder;
  Hvsh_Folder ref MachineFolder;
};

class Hvsh_InventoryService : CIM_Service {
  uint32 CreateCategory([In] string ElementName, [In] string Description,
    [In] boolean MultipleCardinality, [In] string EntityTypes[],
    [Out] Hvsh_TagCategory ref Category, [Out] string Fault, [Out] string Message);
  uint32 ModifyCategory([In] Hvsh_TagCategory ref Category, [In] string ElementName,
    [In] string Description, [In] boolean MultipleCardinality, [In] string EntityTypes[],
    [Out] string Fault, [Out] string Message);
  uint32 RemoveCategory([In] Hvsh_TagCategory ref Category, [Out] string Fault,
    [Out] string Message);
  uint32 CreateTag([In] Hvsh_TagCategory ref Category, [In] string ElementName,
    [In] string Description, [Out] Hvsh_Tag ref Tag, [Out] string Fault, [Out] string Message);
  uint32 ModifyTag([In] Hvsh_Tag ref Tag, [In] string ElementName, [In] string Description,
    [Out] string Fault, [Out] string Message);
  uint32 RemoveTag([In] Hvsh_Tag ref Tag, [Out] string Fault, [Out] string Message);
  uint32 AssignTag([In] Hvsh_Tag ref Tag, [In] CIM_ManagedElement ref Entity, [Out] string Fault,
    [Out] string Message);
  uint32 UnassignTag([In] Hvsh_Tag ref Tag, [In] CIM_ManagedElement ref Entity, [Out] string Fault,
    [Out] string Message);
  uint32 CreateAttribute([In] string ElementName, [In] string TargetType, [Out] uint32 Key,
    [Out] string Fault, [Out] string Message);
  uint32 RenameAttribute([In] Hvsh_CustomAttribute ref Attribute, [In] string ElementName,
    [Out] string Fault, [Out] string Message);
  uint32 RemoveAttribute([In] Hvsh_CustomAttribute ref Attribute, [Out] string Fault,
    [Out] string Message);
  uint32 Annotate([In] Hvsh_CustomAttribute ref Attribute, [In] CIM_ManagedElement ref Entity,
    [In] string Value, [Out] string Fault, [Out] string Message);
  uint32 CreateFolder([In] Hvsh_Folder ref Parent, [In] string ElementName,
    [Out] Hvsh_Folder ref Folder, [Out] string Fault, [Out] string Message);
  uint32 RenameFolder([In] Hvsh_Folder ref Folder, [In] string ElementName, [Out] string Fault,
    [Out] string Message);
  uint32 MoveFolder([In] Hvsh_Folder ref Folder, [In] Hvsh_Folder ref Parent, [Out] string Fault,
    [Out] string Message);
  uint32 RemoveFolder([In] Hvsh_Folder ref Folder, [Out] string Fault, [Out] string Message);
  uint32 PlaceSystem([In] Msvm_ComputerSystem ref System, [In] Hvsh_Folder ref Folder,
    [Out] string Fault, [Out] string Message);
};
`;
